-- One event a row, known from the release of its file. Every event is one of deadly violence.
SELECT
    line,
    id AS source_id,
    date_start AS occurred_written,
    try_cast(substr(date_start, 1, 10) AS DATE) AS occurred,
    CASE date_prec
        WHEN '1' THEN 'day'
        WHEN '2' THEN 'week'
        WHEN '3' THEN 'week'
        WHEN '4' THEN 'month'
        ELSE 'year'
    END AS precision,
    getvariable('known')::VARCHAR AS known_written,
    getvariable('known')::TIMESTAMP AS known_at,
    'ASSAULT' AS plover,
    '' AS intensity,
    coalesce(country1.code, '') AS actor1_country,
    side_a AS actor1_name,
    coalesce(country2.code, '') AS actor2_country,
    side_b AS actor2_name,
    where_coordinates AS place,
    latitude,
    longitude,
    CASE
        WHEN where_prec IN ('1', '2') THEN 'place'
        WHEN where_prec IN ('3', '4', '5') THEN 'region'
        WHEN where_prec IN ('6', '7') THEN 'country'
        ELSE ''
    END AS place_precision,
    number_of_sources AS mentions,
    coalesce(nullif(source_office, ''), source_article) AS source,
    '' AS address,
    source_headline AS headline
FROM chunk
LEFT JOIN countries AS country1 ON gwnoa = country1.gw
LEFT JOIN countries AS country2 ON gwnob = country2.gw
