package dev.muzon.protocol.rest;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The kinds of work that an assistant account does. */
public enum AccountRole {
    /** Joins groups and plays in their voice chats. */
    MUSIC,
    /** Makes text of voice notes. */
    NOTES,
    /** Joins channels and reads them. */
    CHANNELS;

    public static final List<AccountRole> ALL = List.of(values());

    /** Returns its name in settings. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Finds a role by its name in settings, empty for a word that this version does not know. */
    public static Optional<AccountRole> of(String word) {
        return Stream.of(values()).filter(role -> role.word().equals(word)).findFirst();
    }

    /** Returns the roles that some words name, each once and in the order of this list. */
    public static List<AccountRole> named(Collection<String> words) {
        return ALL.stream().filter(role -> words.contains(role.word())).toList();
    }
}
