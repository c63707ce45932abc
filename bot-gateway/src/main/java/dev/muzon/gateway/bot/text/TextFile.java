package dev.muzon.gateway.bot.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The words of one feature in one language.
 *
 * @param name its path among the resources
 * @param templates by the keys of their phrases
 */
record TextFile(String name, SortedMap<String, Template> templates) {

    /**
     * Reads the file of a language.
     *
     * @param problems gets every mistake found, each with file and key
     */
    static TextFile read(String folder, Language language, List<String> problems) {
        String name = "texts/" + folder + "/" + language.tag() + ".properties";
        var properties = new Properties();
        try (InputStream file = TextFile.class.getResourceAsStream("/" + name)) {
            if (file == null) {
                problems.add(name + " is missing");
            } else {
                properties.load(new InputStreamReader(file, StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            problems.add(name + " cannot be read: " + e);
        }
        var templates = new TreeMap<String, Template>();
        Plural plural = Plural.of(language);
        for (String key : properties.stringPropertyNames()) {
            try {
                templates.put(key, Template.parse(properties.getProperty(key), plural));
            } catch (IllegalArgumentException e) {
                problems.add("%s, %s: %s".formatted(name, key, e.getMessage()));
            }
        }
        return new TextFile(name, templates);
    }
}
