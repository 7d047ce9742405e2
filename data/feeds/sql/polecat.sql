-- One report a row. The word None stands for an empty cell; a publication counts as known from the
-- end of its day.
SELECT
    line,
    filled("Event ID") AS source_id,
    filled("Event Date") AS occurred_written,
    try_cast(filled("Event Date") AS DATE) AS occurred,
    'day' AS precision,
    filled("Publication Date") AS known_written,
    end_of(try_cast(filled("Publication Date") AS DATE)) AS known_at,
    coalesce(types.plover, '') AS plover,
    filled("Intensity") AS intensity,
    upper(filled("Actor Country")) AS actor1_country,
    filled("Actor Name") AS actor1_name,
    upper(filled("Recipient Country")) AS actor2_country,
    filled("Recipient Name") AS actor2_name,
    filled("Placename") AS place,
    filled("Latitude") AS latitude,
    filled("Longitude") AS longitude,
    CASE
        WHEN filled("City") <> '' THEN 'place'
        WHEN filled("District") <> '' OR filled("Province") <> '' THEN 'region'
        WHEN filled("Country") <> '' THEN 'country'
        ELSE ''
    END AS place_precision,
    '' AS mentions,
    filled("Source") AS source,
    '' AS address,
    filled("Headline") AS headline
FROM chunk
LEFT JOIN plover_words AS types ON upper(filled("Event Type")) = types.word
