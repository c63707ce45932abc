package dev.muzon.extractor.source.telegram;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The place of a message. It is written {@code place/message}, comes from a job or a link, and becomes part of a path.
 *
 * @param place its chat's id, or its public name in lower case
 */
record MessageReference(String place, int message) {
    private static final Pattern WRITTEN = Pattern.compile("(-[1-9][0-9]{12,15}|[a-z][a-z0-9_]{3,31})/([0-9]{1,9})");

    static MessageReference parse(String text) {
        return read(text)
                .orElseThrow(() -> Failure.of(FailureCode.BAD_INPUT, "not the place of a message")
                        .asException());
    }

    static Optional<MessageReference> read(String text) {
        Matcher written = WRITTEN.matcher(text);
        return written.matches()
                ? Optional.of(new MessageReference(written.group(1), Integer.parseInt(written.group(2))))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return place + "/" + message;
    }
}
