package dev.muzon.ffmpeg;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * The tags of a file, read from an answer in which each character is a byte. Not every file has its tags in UTF-8. Those
 * that cannot be read are left out, because the file's own name says more.
 */
final class Tags {
    private static final char REPLACEMENT = '\uFFFD';

    private final Map<String, String> values = new TreeMap<>();
    private final Set<String> unread = new HashSet<>();

    /** Adds tags. They replace earlier ones of the same name. */
    Tags add(JsonNode tags) {
        tags.properties()
                .forEach(tag -> add(
                        tag.getKey().toLowerCase(Locale.ROOT), tag.getValue().asString("")));
        return this;
    }

    private void add(String key, String bytes) {
        try {
            values.put(
                    key,
                    UTF_8.newDecoder()
                            .decode(ByteBuffer.wrap(bytes.getBytes(ISO_8859_1)))
                            .toString());
            unread.remove(key);
        } catch (CharacterCodingException e) {
            values.put(key, bytes);
            unread.add(key);
        }
    }

    Map<String, String> readable() {
        Map<String, String> read = new TreeMap<>(LegacyCyrillic.repaired(values));
        read.entrySet()
                .removeIf(tag -> tag.getValue().indexOf(REPLACEMENT) >= 0
                        || (unread.contains(tag.getKey()) && tag.getValue().equals(values.get(tag.getKey()))));
        return Map.copyOf(read);
    }
}
