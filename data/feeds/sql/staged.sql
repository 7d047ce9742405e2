-- The rows that are taken, with their hexagons and the number of their happening.
INSERT INTO reports
SELECT
    source_id, occurred, precision, known_at, plover, intensity,
    actor1_country, actor1_name, actor2_country, actor2_name,
    place, latitude, longitude, place_precision, mentions, source, address, headline,
    h3_2, h3_3, h3_4, h3_5,
    (md5_number_lower(
        CASE
            WHEN plover = '' OR h3_5 IS NULL OR (actor1_key = '' AND actor2_key = '')
            THEN concat_ws('|', getvariable('feed'), source_id)
            ELSE concat_ws(
                '|', getvariable('feed'), occurred, precision, plover, actor1_key, actor2_key, h3_5
            )
        END
    ) >> 1)::BIGINT AS happening,
    year(occurred) * 100 + month(occurred) AS month
FROM (
    SELECT
        *,
        coalesce(nullif(actor1_country, ''), '=' || nullif(upper(actor1_name), ''), '') AS actor1_key,
        coalesce(nullif(actor2_country, ''), '=' || nullif(upper(actor2_name), ''), '') AS actor2_key
    FROM typed
    LEFT JOIN cells USING (latitude, longitude)
    WHERE reason = ''
)
