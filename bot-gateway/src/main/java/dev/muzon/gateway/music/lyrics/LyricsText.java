package dev.muzon.gateway.music.lyrics;

import dev.muzon.gateway.bot.text.Html;
import dev.muzon.gateway.bot.text.Language;
import dev.muzon.gateway.bot.text.Phrase;
import dev.muzon.gateway.bot.text.Texts;
import dev.muzon.gateway.bot.text.Titles;
import dev.muzon.gateway.telegram.Content;
import dev.muzon.protocol.rest.LyricsView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Lyrics as messages, and the lines around the one that is sung. */
@Component
class LyricsText {
    /** Below Telegram's 4,096, with room for title and source. */
    static final int LONGEST_PIECE = 3_500;

    private static final int LINES_BEFORE = 1;
    private static final int LINES_AFTER = 3;
    private static final String NOBODY_SINGS = "♪";

    private final Texts texts;

    LyricsText(Texts texts) {
        this.texts = texts;
    }

    /**
     * Writes the answer.
     *
     * @param epoch of the track that plays, null for words of another song
     * @return one message or several, in order
     */
    List<Content> answer(LyricsView found, @Nullable Long epoch, Language language) {
        return switch (found.outcome()) {
            case FOUND -> words(found, epoch, language);
            case INSTRUMENTAL ->
                List.of(Content.of(texts.html(
                        language,
                        LyricsPhrase.LYRICS_INSTRUMENTAL,
                        Map.of("title", title(found), "source", Titles.shortened(String.valueOf(found.source()))))));
            case OFF -> only(LyricsPhrase.LYRICS_OFF, language);
            case NOTHING, OTHER ->
                List.of(Content.of(texts.html(language, LyricsPhrase.LYRICS_NOTHING, Map.of("title", title(found)))));
        };
    }

    private List<Content> only(Phrase phrase, Language language) {
        return List.of(Content.of(texts.html(language, phrase)));
    }

    private List<Content> words(LyricsView found, @Nullable Long epoch, Language language) {
        List<String> pieces = pieces(found.text() == null ? "" : found.text());
        var messages = new ArrayList<Content>();
        for (int i = 0; i < pieces.size(); i++) {
            String html = escaped(pieces.get(i));
            if (i == 0) {
                html = texts.html(
                        language, LyricsPhrase.LYRICS_FOUND, Map.of("title", title(found), "text", new Html(html)));
            }
            boolean last = i == pieces.size() - 1;
            if (last && found.source() != null) {
                html += "\n\n"
                        + texts.html(
                                language,
                                LyricsPhrase.LYRICS_SOURCE,
                                Map.of("source", Titles.shortened(found.source())));
            }
            messages.add(
                    last && epoch != null && !found.lines().isEmpty()
                            ? new Content(html, List.of(List.of(button(epoch, language))))
                            : Content.of(html));
        }
        return messages;
    }

    private Content.Button button(long epoch, Language language) {
        return new Content.Button(texts.plain(language, LyricsPhrase.LINES_SHOW), SungSongs.BUTTON + ":" + epoch);
    }

    /** Splits a text between verses, else between lines. */
    static List<String> pieces(String text) {
        var pieces = new ArrayList<String>();
        String rest = text.strip();
        while (rest.length() > LONGEST_PIECE) {
            int verse = rest.lastIndexOf("\n\n", LONGEST_PIECE);
            int line = rest.lastIndexOf('\n', LONGEST_PIECE);
            int end = verse > 0 ? verse : line > 0 ? line : whole(rest);
            pieces.add(rest.substring(0, end).strip());
            rest = rest.substring(end).strip();
        }
        pieces.add(rest);
        return pieces;
    }

    private static int whole(String text) {
        return Character.isHighSurrogate(text.charAt(LONGEST_PIECE - 1)) ? LONGEST_PIECE - 1 : LONGEST_PIECE;
    }

    /** Writes the line that is sung between its neighbours. */
    static Html at(Duration position, List<LyricsView.Line> lines) {
        int sung = sung(position, lines);
        var shown = new ArrayList<String>();
        if (sung < 0) {
            shown.add("<b>" + NOBODY_SINGS + "</b>");
        }
        int end = Math.min(lines.size(), sung + LINES_AFTER + 1);
        for (int i = Math.max(0, sung - LINES_BEFORE); i < end; i++) {
            String text = lines.get(i).text();
            String line = text.isEmpty() ? NOBODY_SINGS : Html.escaped(Titles.shortened(text));
            shown.add(i == sung ? "<b>" + line + "</b>" : line);
        }
        return new Html(String.join("\n", shown));
    }

    /** Returns the index of the line that is sung, -1 before the first. */
    private static int sung(Duration position, List<LyricsView.Line> lines) {
        int sung = -1;
        while (sung + 1 < lines.size() && lines.get(sung + 1).at().compareTo(position) <= 0) {
            sung++;
        }
        return sung;
    }

    static String title(LyricsView song) {
        return Titles.full(song.artist(), song.title());
    }

    private static String escaped(String text) {
        return Html.escaped(Titles.inert(text));
    }
}
