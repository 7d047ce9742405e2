-- GDELT's public table in BigQuery, its columns brought to data/feeds/schema.py by the rules of
-- gdelt.sql, reports.sql and staged.sql beside this file. The README says how to set it up, and
-- what must be there: the dataset `redlines` with the tables cameo_plover and countries.
--
-- BigQuery has no H3 of its own. This is the CARTO Analytics Toolbox's, which anyone may call in
-- the region US, where GDELT's table is; any function that gives the cell as a number will do.
CREATE OR REPLACE FUNCTION redlines.h3_cell(longitude FLOAT64, latitude FLOAT64, resolution INT64)
RETURNS INT64 AS (
    CAST(CONCAT('0x', `carto-un`.carto.H3_FROMLONGLAT(longitude, latitude, resolution)) AS INT64)
);

-- A table with the months of the events as partitions: a question reads those of its own days, and
-- of these the columns that it names. `CREATE OR REPLACE VIEW redlines.reports AS` in place of the
-- four lines up to AS keeps no copy: then each question reads all days named below. A partition of
-- GDELT's table is the day on which its rows were added.
CREATE OR REPLACE TABLE redlines.reports
PARTITION BY RANGE_BUCKET(month, GENERATE_ARRAY(201301, 203001, 1))
CLUSTER BY occurred
AS
WITH published AS (
    SELECT
        CAST(GLOBALEVENTID AS STRING) AS source_id,
        SAFE_CAST(CAST(SQLDATE AS STRING) AS DATE FORMAT 'YYYYMMDD') AS occurred,
        SAFE_CAST(CAST(DATEADDED AS STRING) AS DATETIME FORMAT 'YYYYMMDDHH24MISS') AS known_at,
        COALESCE(own.plover, base.plover, '') AS plover,
        GoldsteinScale AS intensity,
        COALESCE(country1.code, NULLIF(Actor1CountryCode, ''), Actor1KnownGroupCode, '')
            AS actor1_country,
        COALESCE(Actor1Name, '') AS actor1_name,
        COALESCE(country2.code, NULLIF(Actor2CountryCode, ''), Actor2KnownGroupCode, '')
            AS actor2_country,
        COALESCE(Actor2Name, '') AS actor2_name,
        COALESCE(ActionGeo_FullName, '') AS place,
        ActionGeo_Lat AS latitude,
        ActionGeo_Long AS longitude,
        CASE ActionGeo_Type
            WHEN 1 THEN 'country'
            WHEN 2 THEN 'region'
            WHEN 5 THEN 'region'
            WHEN 3 THEN 'place'
            WHEN 4 THEN 'place'
            ELSE ''
        END AS place_precision,
        NumMentions AS mentions,
        COALESCE(SOURCEURL, '') AS address
    FROM `gdelt-bq.gdeltv2.events_partitioned`
    LEFT JOIN redlines.cameo_plover AS own ON EventCode = own.cameo
    LEFT JOIN redlines.cameo_plover AS base ON EventBaseCode = base.cameo
    LEFT JOIN redlines.countries AS country1
        ON Actor1CountryCode = country1.cameo AND country1.code <> country1.cameo
    LEFT JOIN redlines.countries AS country2
        ON Actor2CountryCode = country2.cameo AND country2.code <> country2.cameo
    -- The days on which reports became known: yours. What was added on others is not read.
    WHERE _PARTITIONTIME >= TIMESTAMP '2021-10-01' AND _PARTITIONTIME < TIMESTAMP '2022-03-01'
),
taken AS (
    SELECT
        *,
        redlines.h3_cell(longitude, latitude, 2) AS h3_2,
        redlines.h3_cell(longitude, latitude, 3) AS h3_3,
        redlines.h3_cell(longitude, latitude, 4) AS h3_4,
        redlines.h3_cell(longitude, latitude, 5) AS h3_5,
        CASE
            WHEN actor1_country <> '' THEN actor1_country
            WHEN actor1_name <> '' THEN CONCAT('=', UPPER(actor1_name))
            ELSE ''
        END AS actor1_key,
        CASE
            WHEN actor2_country <> '' THEN actor2_country
            WHEN actor2_name <> '' THEN CONCAT('=', UPPER(actor2_name))
            ELSE ''
        END AS actor2_key
    FROM published
    WHERE source_id <> ''
        AND occurred BETWEEN DATE '1800-01-01' AND DATE '2999-12-31'
        AND known_at IS NOT NULL
        AND occurred <= DATE_ADD(DATE(known_at), INTERVAL 1 DAY)
        AND (latitude IS NULL) = (longitude IS NULL)
        AND COALESCE(latitude BETWEEN -90 AND 90, TRUE)
        AND COALESCE(longitude BETWEEN -180 AND 180, TRUE)
)
SELECT
    source_id,
    occurred,
    'day' AS precision,
    known_at,
    plover,
    intensity,
    actor1_country,
    actor1_name,
    actor2_country,
    actor2_name,
    place,
    latitude,
    longitude,
    place_precision,
    mentions,
    '' AS source,
    address,
    '' AS headline,
    h3_2,
    h3_3,
    h3_4,
    h3_5,
    FARM_FINGERPRINT(
        CASE
            WHEN plover = '' OR h3_5 IS NULL OR (actor1_key = '' AND actor2_key = '')
            THEN CONCAT('gdelt|', source_id)
            ELSE CONCAT(
                'gdelt|', CAST(occurred AS STRING), '|day|', plover, '|', actor1_key, '|',
                actor2_key, '|', CAST(h3_5 AS STRING)
            )
        END
    ) AS happening,
    'gdelt' AS feed,
    'bigquery' AS batch,
    EXTRACT(YEAR FROM occurred) * 100 + EXTRACT(MONTH FROM occurred) AS month
FROM taken;
