package dev.muzon.extractor.source.channel;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The place of a song: its channel and its post. It is written {@code channel/post} and comes from a job. */
record PostReference(long channel, long post) {
    private static final Pattern WRITTEN = Pattern.compile("(-[0-9]{1,18})/([0-9]{1,18})");

    static PostReference parse(String text) {
        Matcher written = WRITTEN.matcher(text);
        if (!written.matches()) {
            throw Failure.of(FailureCode.BAD_INPUT, "not a post").asException();
        }
        return new PostReference(Long.parseLong(written.group(1)), Long.parseLong(written.group(2)));
    }

    @Override
    public String toString() {
        return channel + "/" + post;
    }
}
