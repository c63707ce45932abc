package dev.muzon.assistant.note;

import dev.muzon.assistant.message.VoiceNote;
import dev.muzon.assistant.transcription.SpokenLanguage;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * The rules for an account's notes, which its owner changes by commands.
 *
 * @param since when voice notes were switched on for the account. Older ones are left alone
 * @param off whether notes become text on demand only
 * @param language spoken in notes, null for the operator's
 * @param model the recogniser that is asked first, null for the operator's order
 * @param tracked people whose notes become text as well
 * @param groups in which notes become text
 */
@Document("noteSettings")
record NoteSettings(
        @Id String account,
        Instant since,
        @Nullable Boolean off,
        @Nullable String language,
        @Nullable String model,
        List<Listed> tracked,
        List<Listed> groups) {
    /** The most entries of a list. */
    static final int MOST = 100;

    NoteSettings {
        tracked = List.copyOf(Objects.requireNonNullElse(tracked, List.of()));
        groups = List.copyOf(Objects.requireNonNullElse(groups, List.of()));
    }

    /**
     * A person or a group.
     *
     * @param name of a person, blank for a group
     * @param since when it was listed. Older notes are left alone
     * @param silent whether a group has not had its notice yet, null when it has
     */
    record Listed(
            long id, String name, Instant since, @Nullable Boolean silent) {
        /** Makes an entry. The database wants one constructor only. */
        static Listed of(long id, String name, Instant since) {
            return new Listed(id, name, since, null);
        }

        /** Makes a group that gets its notice before the first text. */
        static Listed silentGroup(long id, Instant since) {
            return new Listed(id, "", since, true);
        }

        private Listed told() {
            return of(id, name, since);
        }
    }

    static NoteSettings begin(String account, Instant now) {
        return new NoteSettings(account, now, null, null, null, List.of(), List.of());
    }

    /** Returns whether the note becomes text by itself. */
    boolean wants(VoiceNote note) {
        Instant sent = note.sent();
        return isOn()
                && !sent.isBefore(since)
                && (note.own() || listed(tracked, note.senderId(), sent))
                && (!note.inGroup() || listed(groups, note.chatId(), sent));
    }

    /** Returns whether notes of this chat may become text by themselves. */
    boolean hears(long chatId) {
        return isOn() && (chatId > 0 || groups.stream().anyMatch(group -> group.id() == chatId));
    }

    /** Returns whether a group was switched on and has not had its notice yet. */
    boolean isSilent(long chatId) {
        return groups.stream().anyMatch(group -> group.id() == chatId && Boolean.TRUE.equals(group.silent()));
    }

    /** Returns the groups in which notes become text by themselves. */
    List<Long> heardGroups() {
        return isOn() ? groups.stream().map(Listed::id).toList() : List.of();
    }

    private static boolean listed(List<Listed> list, long id, Instant sent) {
        return list.stream().anyMatch(it -> it.id() == id && !sent.isBefore(it.since()));
    }

    boolean isOn() {
        return !Boolean.TRUE.equals(off);
    }

    /** Returns the owner's choice of a language, empty when the operator's holds. */
    Optional<SpokenLanguage> spoken() {
        return language == null ? Optional.empty() : SpokenLanguage.of(language);
    }

    NoteSettings switched(boolean on, Instant now) {
        return new NoteSettings(account, on && !isOn() ? now : since, !on, language, model, tracked, groups);
    }

    NoteSettings speaking(SpokenLanguage chosen) {
        return new NoteSettings(account, since, off, chosen.toString(), model, tracked, groups);
    }

    NoteSettings readBy(String chosen) {
        return new NoteSettings(account, since, off, language, chosen, tracked, groups);
    }

    NoteSettings tracked(UnaryOperator<List<Listed>> change) {
        return new NoteSettings(account, since, off, language, model, change.apply(tracked), groups);
    }

    NoteSettings groups(UnaryOperator<List<Listed>> change) {
        return new NoteSettings(account, since, off, language, model, tracked, change.apply(groups));
    }

    /** Notes that a group has had its notice. */
    NoteSettings told(long chatId) {
        return groups(list -> list.stream()
                .map(group -> group.id() == chatId ? group.told() : group)
                .toList());
    }

    /** Returns a list with one more entry, unless its id is listed already. */
    static List<Listed> with(List<Listed> list, Listed added) {
        return list.stream().anyMatch(it -> it.id() == added.id())
                ? list
                : Stream.concat(list.stream(), Stream.of(added)).toList();
    }

    static List<Listed> without(List<Listed> list, long id) {
        return list.stream().filter(it -> it.id() != id).toList();
    }
}
