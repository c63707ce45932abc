package dev.muzon.extractor.source.metadata;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A described song and where it was found, as it is stored with a track.
 *
 * @param source the name of the source that has it, null when it was not looked for yet
 * @param reference of that source
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Reference(
        SoughtSong song, @Nullable String source, @Nullable String reference) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    String written() {
        return JSON.writeValueAsString(this);
    }

    /**
     * Reads what was stored.
     *
     * @throws FailureException user error, when it is nothing of this source
     */
    static Reference read(String text) {
        try {
            Reference read = JSON.readValue(text, Reference.class);
            if (read != null && read.isWhole()) {
                return read;
            }
        } catch (JacksonException e) {
            throw Failure.of(FailureCode.SOURCE_NOT_FOUND, "no reference to a song")
                    .causedBy(e);
        }
        throw Failure.of(FailureCode.SOURCE_NOT_FOUND, "no reference to a song").asException();
    }

    @SuppressWarnings("ConstantValue") // JSON may leave it out
    private boolean isWhole() {
        return song != null;
    }
}
