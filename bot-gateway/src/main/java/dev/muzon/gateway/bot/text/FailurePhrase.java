package dev.muzon.gateway.bot.text;

import dev.muzon.protocol.failure.FailureCode;
import java.util.Arrays;
import java.util.List;

/** The explanation of a failure: what went wrong and what to do about it. Its key in the files is the failure's code. */
record FailurePhrase(FailureCode code) implements Phrase {

    static List<Phrase> all() {
        return Arrays.stream(FailureCode.values())
                .<Phrase>map(FailurePhrase::new)
                .toList();
    }

    @Override
    public String name() {
        return code.name();
    }

    @Override
    public String key() {
        return code.value();
    }
}
