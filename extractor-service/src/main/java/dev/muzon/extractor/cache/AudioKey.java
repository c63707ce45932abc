package dev.muzon.extractor.cache;

import dev.muzon.extractor.catalog.CatalogEntry;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The name of a track's sound in the store.
 *
 * @param hex SHA-256 of the source and the track's id
 */
public record AudioKey(String hex) {
    static AudioKey of(CatalogEntry track) {
        return of(track.source(), track.id());
    }

    static AudioKey of(String source, String id) {
        byte[] name = (source + "\n" + id).getBytes(StandardCharsets.UTF_8);
        return new AudioKey(HexFormat.of().formatHex(sha256().digest(name)));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
