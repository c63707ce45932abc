package dev.muzon.assistant.channel;

import dev.muzon.assistant.post.Post;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Words as posts are found by them: lower case, without accents. A post and a question go through the same form. */
final class PostWords {
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern GAPS = Pattern.compile("[^\\p{L}\\p{N}]+");

    /** More words than that of one post are not found. */
    private static final int MOST = 300;

    private static final int LONGEST = 40;

    private PostWords() {}

    static List<String> of(Post post) {
        Post.Sound sound = post.sound();
        var all = new StringBuilder();
        if (sound != null) {
            append(all, sound.title());
            append(all, sound.artist());
            append(all, sound.fileName());
        }
        append(all, post.text());
        return split(all.toString());
    }

    private static void append(StringBuilder all, @Nullable String more) {
        if (more != null) {
            all.append(more).append(' ');
        }
    }

    /** Returns each different word once. */
    static List<String> split(String text) {
        String plain = MARKS.matcher(Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFKD))
                .replaceAll("");
        return GAPS.splitAsStream(plain)
                .filter(word -> !word.isEmpty())
                .map(word -> word.length() <= LONGEST ? word : word.substring(0, LONGEST))
                .distinct()
                .limit(MOST)
                .toList();
    }
}
