-- What a chunk comes to, whatever its layout: typed, with a reason where a row cannot be taken.
CREATE OR REPLACE TEMP VIEW typed AS
WITH numbers AS (
    SELECT
        * REPLACE (
            try_cast(nullif(intensity, '') AS DOUBLE) AS intensity,
            try_cast(nullif(latitude, '') AS DOUBLE) AS latitude,
            try_cast(nullif(longitude, '') AS DOUBLE) AS longitude,
            try_cast(nullif(mentions, '') AS BIGINT) AS mentions
        ),
        latitude AS latitude_written,
        longitude AS longitude_written
    FROM ({layout})
)
SELECT
    *,
    CASE
        WHEN source_id = '' THEN 'has no id'
        WHEN occurred IS NULL THEN format('the day of the event, ''{{}}'', is no date', occurred_written)
        WHEN occurred NOT BETWEEN DATE '1800-01-01' AND DATE '2999-12-31'
            THEN format('the day of the event, {{}}, is out of all range', occurred_written)
        WHEN known_at IS NULL
            THEN format('when it became known, ''{{}}'', is no date', known_written)
        WHEN occurred > known_at::DATE + 1
            THEN format('it happened ({{}}) after it was known ({{}})', occurred, known_written)
        WHEN (latitude IS NULL) <> (longitude IS NULL)
            OR (latitude IS NULL AND latitude_written <> '')
            OR NOT coalesce(latitude BETWEEN -90 AND 90, true)
            OR NOT coalesce(longitude BETWEEN -180 AND 180, true)
            THEN format(
                'latitude ''{{}}'' and longitude ''{{}}'' are no place',
                latitude_written, longitude_written
            )
        ELSE ''
    END AS reason
FROM numbers
