package dev.muzon.extractor.title;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.muzon.ffmpeg.LegacyCyrillic;
import dev.muzon.protocol.track.Track;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The song that one stream plays, as far as its station tells. */
public final class SongOnAir {
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
    private static final Charset WINDOWS_1251 = Charset.forName("windows-1251");

    /** A word of a Western language, which mixes plain letters with others. */
    private static final Pattern WESTERN_WORD = Pattern.compile("[A-Za-z][\u00C0-\u00FF]|[\u00C0-\u00FF][A-Za-z]");

    private volatile @Nullable String title;
    private boolean cyrillic;

    /** Returns the title, empty when the song has none, null while the station has not told one. */
    public @Nullable String title() {
        return title;
    }

    /** Takes a title whose letters are known. */
    void tell(String text) {
        title = Objects.requireNonNullElse(Track.labelOf(LegacyCyrillic.repaired(text)), "");
    }

    /** Takes the parts of a title. Without a name of the song they tell nothing. */
    void tell(@Nullable String artist, @Nullable String song) {
        if (song != null) {
            tell(artist == null || song.isBlank() ? song : artist + " – " + song);
        }
    }

    /** Takes a title in the letters of its station, which no station names: UTF-8, or what its country used before. */
    void tell(byte[] letters) {
        try {
            tell(UTF_8.newDecoder().decode(ByteBuffer.wrap(letters)).toString());
        } catch (CharacterCodingException e) {
            String latin = new String(letters, ISO_8859_1);
            // A short title proves nothing, but a station that was Cyrillic once is so again.
            cyrillic |= !LegacyCyrillic.repaired(latin).equals(latin);
            boolean western = !cyrillic || WESTERN_WORD.matcher(latin).find();
            String text = new String(letters, western ? WINDOWS_1252 : WINDOWS_1251);
            title = Objects.requireNonNullElse(Track.labelOf(text), "");
        }
    }
}
