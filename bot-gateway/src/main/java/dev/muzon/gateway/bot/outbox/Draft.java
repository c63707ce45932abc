package dev.muzon.gateway.bot.outbox;

import dev.muzon.gateway.telegram.Content;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Message that is written at the moment it is sent, so that waiting does not make it wrong. */
@FunctionalInterface
public interface Draft {
    /** The length of a text that does not share a message with others. */
    int ALONE = 100_000;

    /** A length that no answer of one sentence has, in UTF-16 units. */
    int BRIEF = 300;

    /** Writes the message. Empty when there is nothing to say any more: it is then dropped. */
    Optional<Content> write();

    /**
     * Merges a later message into this one while both wait.
     *
     * @return empty when both have to be sent
     */
    default Optional<Draft> merge(Draft later) {
        return Optional.empty();
    }

    /** Returns how long it may be at most. Other answers may stand in the message of a short one. */
    default int length() {
        return ALONE;
    }

    /** Returns a message that does not change while it waits. */
    static Draft of(Content content) {
        return () -> Optional.of(content);
    }

    /** Returns a message that is said once, however often it is asked for while it waits. */
    static Draft once(Content content) {
        return new Once(content);
    }

    /**
     * Returns a message that is written when it leaves, once for all who ask while it waits.
     *
     * @param about equal for messages of which one is enough
     */
    static Draft shared(Object about, Draft words) {
        return new Shared(about, words);
    }

    /**
     * Returns a message that is said once to all who ask for it while it waits. It is dropped once it concerns none of
     * them.
     *
     * @param concerns asked right before the message leaves
     */
    static Draft onceWhile(BooleanSupplier concerns, Content content) {
        return new OnceWhile(concerns, content);
    }

    /** Returns a short message that is written when it leaves. */
    static Draft brief(Supplier<Optional<Content>> words) {
        return new Brief(words);
    }

    private static int length(Content content) {
        return content.buttons().isEmpty() ? content.html().length() : ALONE;
    }

    /** Short message that is written when it leaves. */
    record Brief(Supplier<Optional<Content>> words) implements Draft {
        @Override
        public Optional<Content> write() {
            return words.get();
        }

        @Override
        public int length() {
            return BRIEF;
        }
    }

    /** Message that absorbs later ones with the same content, and is void once it concerns none of their askers. */
    record OnceWhile(BooleanSupplier concerns, Content content) implements Draft {
        @Override
        public int length() {
            return Draft.length(content);
        }

        @Override
        public Optional<Content> write() {
            return concerns.getAsBoolean() ? Optional.of(content) : Optional.empty();
        }

        @Override
        public Optional<Draft> merge(Draft later) {
            return later instanceof OnceWhile other && other.content.equals(content)
                    ? Optional.of(
                            new OnceWhile(() -> concerns.getAsBoolean() || other.concerns.getAsBoolean(), content))
                    : Optional.empty();
        }
    }

    /** Message that later ones about the same replace. */
    record Shared(Object about, Draft words) implements Draft {
        @Override
        public Optional<Content> write() {
            return words.write();
        }

        @Override
        public Optional<Draft> merge(Draft later) {
            return later instanceof Shared other && other.about.equals(about) ? Optional.of(later) : Optional.empty();
        }
    }

    /** Message that absorbs later ones with the same content. */
    record Once(Content content) implements Draft {
        @Override
        public int length() {
            return Draft.length(content);
        }

        @Override
        public Optional<Content> write() {
            return Optional.of(content);
        }

        @Override
        public Optional<Draft> merge(Draft later) {
            return equals(later) ? Optional.of(this) : Optional.empty();
        }
    }
}
