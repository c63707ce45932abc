package dev.muzon.extractor.source.telegram;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import java.util.regex.Pattern;

/**
 * The address of a file: its unique id in the cache, its file id at Telegram. Both come from a job and become parts of
 * a path, so nothing but Telegram's own alphabet passes.
 */
record TelegramReference(String uniqueId, String fileId) {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,256}");

    TelegramReference {
        if (!ID.matcher(uniqueId).matches() || !ID.matcher(fileId).matches()) {
            throw Failure.of(FailureCode.BAD_INPUT, "not a Telegram file id").asException();
        }
    }

    static TelegramReference parse(String text) {
        int gap = text.indexOf(' ');
        return new TelegramReference(text.substring(0, Math.max(gap, 0)), text.substring(gap + 1));
    }

    @Override
    public String toString() {
        return uniqueId + " " + fileId;
    }
}
