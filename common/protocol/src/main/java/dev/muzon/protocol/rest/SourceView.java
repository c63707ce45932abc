package dev.muzon.protocol.rest;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A source of music as people may use it.
 *
 * @param name stable and short, e.g. {@code library}
 * @param kinds what it can be asked by
 * @param songs how many it searches in, null when there is no such number or it is not known yet
 * @param off why it finds nothing on this installation and how to change that, null when it is on
 * @param resting servers of it that are not asked for a while because they failed too often, null when there are none
 * @param accounts that the operator gave it, null where it takes none
 */
public record SourceView(
        String name,
        List<Kind> kinds,
        @Nullable Integer songs,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String off,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer resting,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Accounts accounts) {
    /**
     * Accounts on sites, by whether they can be used.
     *
     * @param resting that a site refused lately
     * @param unusable that cannot be read
     */
    public record Accounts(int ready, int resting, int unusable) {}

    /** Ways to ask for music. */
    public enum Kind {
        WORDS("words"),
        /** Links to the sound itself. */
        LINKS("links"),
        /** Links to pages of a service. */
        PAGES("pages"),
        /** Links of music services, whose songs are looked for elsewhere. */
        SERVICES("services"),
        /** Words that name a radio station. */
        STATIONS("stations"),
        /** Songs and other files that were sent to a chat. */
        FILES("files"),
        /** Names of songs whose words are looked for. */
        LYRICS("lyrics"),
        /** One that only a newer peer knows. */
        OTHER("other");

        private final String value;

        Kind(String value) {
            this.value = value;
        }

        @JsonValue
        public String value() {
            return value;
        }

        @JsonCreator
        static Kind of(@Nullable String value) {
            return Arrays.stream(values())
                    .filter(kind -> kind.value.equals(value))
                    .findFirst()
                    .orElse(OTHER);
        }
    }

    public SourceView {
        kinds = List.copyOf(kinds);
    }

    public SourceView(String name, List<Kind> kinds, @Nullable Integer songs) {
        this(name, kinds, songs, null, null, null);
    }

    public SourceView(String name, List<Kind> kinds, @Nullable Integer songs, @Nullable String off) {
        this(name, kinds, songs, off, null, null);
    }

    /** Returns the same source with its accounts. */
    public SourceView with(@Nullable Accounts given) {
        return given == null ? this : new SourceView(name, kinds, songs, off, resting, given);
    }

    /** Returns the same source with the number of its servers that rest. */
    public SourceView resting(int servers) {
        return servers == 0 ? this : new SourceView(name, kinds, songs, off, servers, accounts);
    }
}
