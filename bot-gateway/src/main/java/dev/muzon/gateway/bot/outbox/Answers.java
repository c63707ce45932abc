package dev.muzon.gateway.bot.outbox;

import dev.muzon.gateway.telegram.Content;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The answers that leave in one message. Where several people asked, each answer names its own, because the message
 * replies to none of them.
 */
final class Answers {
    /** Below Telegram's limit of a message. */
    private static final int LONGEST = 3_900;

    /** The length of the names of people, in UTF-16 units. */
    private static final int NAMED = 100;

    private final List<Answer> all = new ArrayList<>();

    /** An answer, and the names of those who asked by their ids. */
    private record Answer(Draft draft, Map<Long, String> askers) {
        Answer with(Draft other, Map<Long, String> more) {
            var both = new LinkedHashMap<>(askers);
            both.putAll(more);
            return new Answer(other, both);
        }

        Optional<Content> write(boolean named) {
            return draft.write()
                    .map(content -> named && !askers.isEmpty()
                            ? new Content(names() + ": " + content.html(), content.buttons(), content.picture())
                            : content);
        }

        private String names() {
            var names = new StringBuilder();
            int left = askers.size();
            for (String name : askers.values()) {
                if (names.length() + name.length() > NAMED && !names.isEmpty()) {
                    return names + " +" + left;
                }
                names.append(names.isEmpty() ? "" : ", ").append(name);
                left--;
            }
            return names.toString();
        }
    }

    Answers(Draft draft, @Nullable Asker asker) {
        all.add(new Answer(draft, asker == null ? Map.of() : Map.of(asker.id(), asker.html())));
    }

    /** Takes over later answers that say the same or add to what one of these says. Returns whether they do. */
    boolean merge(Answers later) {
        if (later.all.size() != 1) {
            return false;
        }
        Answer newer = later.all.getFirst();
        for (int i = 0; i < all.size(); i++) {
            Answer older = all.get(i);
            Optional<Draft> both = older.draft().merge(newer.draft());
            if (both.isPresent()) {
                all.set(i, older.with(both.get(), newer.askers()));
                return true;
            }
        }
        return false;
    }

    /** Takes over later answers that say something else. Returns whether there is room. */
    boolean fold(Answers later) {
        if (length() + later.length() > LONGEST) {
            return false;
        }
        all.addAll(later.all);
        return true;
    }

    /** Returns whether others may stand in the same message. */
    boolean foldable() {
        return length() < LONGEST;
    }

    private int length() {
        return all.stream().mapToInt(answer -> answer.draft().length() + NAMED).sum();
    }

    /** Returns whether all answers are for the same person. False as long as that is not known. */
    boolean haveOneAsker() {
        return people() == 1 && all.stream().noneMatch(answer -> answer.askers().isEmpty());
    }

    private long people() {
        return all.stream()
                .flatMap(answer -> answer.askers().keySet().stream())
                .distinct()
                .count();
    }

    /** Returns the draft when there is only one. */
    Optional<Draft> single() {
        return all.size() == 1 ? Optional.of(all.getFirst().draft()) : Optional.empty();
    }

    /** Writes what is still to be said. */
    Optional<Content> write() {
        boolean named = people() > 1;
        List<Content> written =
                all.stream().flatMap(answer -> answer.write(named).stream()).toList();
        return switch (written.size()) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(written.getFirst());
            default ->
                Optional.of(Content.of(written.stream().map(Content::html).collect(Collectors.joining("\n\n"))));
        };
    }
}
