-- One report a row. A code of CAMEO that the mapping lacks is read as the code it belongs to.
SELECT
    line,
    GLOBALEVENTID AS source_id,
    SQLDATE AS occurred_written,
    try_strptime(SQLDATE, '%Y%m%d')::DATE AS occurred,
    'day' AS precision,
    DATEADDED AS known_written,
    try_strptime(DATEADDED, '%Y%m%d%H%M%S') AS known_at,
    coalesce(own.plover, base.plover, '') AS plover,
    GoldsteinScale AS intensity,
    coalesce(country1.code, nullif(Actor1CountryCode, ''), Actor1KnownGroupCode)
        AS actor1_country,
    Actor1Name AS actor1_name,
    coalesce(country2.code, nullif(Actor2CountryCode, ''), Actor2KnownGroupCode)
        AS actor2_country,
    Actor2Name AS actor2_name,
    ActionGeo_FullName AS place,
    ActionGeo_Lat AS latitude,
    ActionGeo_Long AS longitude,
    CASE ActionGeo_Type
        WHEN '1' THEN 'country'
        WHEN '2' THEN 'region'
        WHEN '5' THEN 'region'
        WHEN '3' THEN 'place'
        WHEN '4' THEN 'place'
        ELSE ''
    END AS place_precision,
    NumMentions AS mentions,
    '' AS source,
    SOURCEURL AS address,
    '' AS headline
FROM chunk
LEFT JOIN cameo AS own ON EventCode = own.code
LEFT JOIN cameo AS base ON EventBaseCode = base.code
LEFT JOIN cameo_countries AS country1 ON Actor1CountryCode = country1.cameo
LEFT JOIN cameo_countries AS country2 ON Actor2CountryCode = country2.cameo
