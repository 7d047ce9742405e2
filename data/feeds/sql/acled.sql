-- One event a row, as of its last upload. Older exports write 09 January 2022.
SELECT
    line,
    event_id_cnty AS source_id,
    event_date AS occurred_written,
    try_strptime(event_date, ['%Y-%m-%d', '%d %B %Y'])::DATE AS occurred,
    CASE time_precision WHEN '2' THEN 'week' WHEN '3' THEN 'month' ELSE 'day' END AS precision,
    "timestamp" AS known_written,
    CASE
        WHEN try_cast("timestamp" AS BIGINT) BETWEEN 0 AND 9999999999
        THEN make_timestamp(try_cast("timestamp" AS BIGINT) * 1000000)
    END AS known_at,
    coalesce(own.plover, whole.plover, '') AS plover,
    '' AS intensity,
    coalesce(country1.code, '') AS actor1_country,
    actor1 AS actor1_name,
    coalesce(country2.code, '') AS actor2_country,
    actor2 AS actor2_name,
    concat_ws(', ', nullif(location, ''), nullif(country, '')) AS place,
    latitude,
    longitude,
    CASE geo_precision WHEN '1' THEN 'place' WHEN '' THEN '' ELSE 'region' END AS place_precision,
    CASE WHEN source <> '' THEN len(string_split(source, ';'))::VARCHAR ELSE '' END AS mentions,
    source,
    '' AS address,
    notes AS headline
FROM chunk
LEFT JOIN acled_types AS own
    ON chunk.event_type = own.event_type AND chunk.sub_event_type = own.sub_event_type
LEFT JOIN acled_types AS whole
    ON chunk.event_type = whole.event_type AND whole.sub_event_type = ''
LEFT JOIN countries AS country1 ON lower(acled_country(actor1)) = country1.name
LEFT JOIN countries AS country2 ON lower(acled_country(actor2)) = country2.name
