package dev.muzon.assistant.transcription.http;

import dev.muzon.assistant.transcription.SpokenLanguage;
import dev.muzon.assistant.transcription.Transcript;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An answer of the recogniser. Its body may repeat what was said, so no failure quotes it, except for a short code. */
final class TranscriptionAnswer {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private TranscriptionAnswer() {}

    /** Returns whether the server does not take what was asked for, or not this sound. */
    static boolean refusesTheRequest(HttpResponse<byte[]> answer) {
        return answer.statusCode() == 400 || answer.statusCode() == 422;
    }

    /** Returns the words, and the language where the answer names it. */
    static Transcript transcript(HttpResponse<byte[]> answer) {
        int status = answer.statusCode();
        JsonNode body = json(answer.body());
        if (status == 200) {
            JsonNode text = body == null ? null : body.get("text");
            if (body == null || text == null || !text.isString()) {
                throw failure(FailureCode.TRANSCRIBER_UNAVAILABLE, "200 without a text")
                        .asException();
            }
            return new Transcript(
                    text.asString(), SpokenLanguage.named(body.path("language").asString("")));
        }
        throw refusal(status, status + code(body), answer);
    }

    private static FailureException refusal(int status, String detail, HttpResponse<byte[]> answer) {
        return switch (status) {
            case 400, 413, 415, 422 ->
                failure(FailureCode.NOTE_UNREADABLE, detail).asException();
            case 408, 409, 425, 429 -> later(detail, answer).asException();
            default ->
                (status >= 500 ? later(detail, answer) : failure(FailureCode.TRANSCRIBER_REFUSED, detail))
                        .asException();
        };
    }

    private static Failure later(String detail, HttpResponse<byte[]> answer) {
        Failure failure = failure(FailureCode.TRANSCRIBER_UNAVAILABLE, detail);
        return answer.headers()
                .firstValue("Retry-After")
                .filter(seconds -> seconds.matches("\\d{1,4}"))
                .<Failure>map(seconds -> Failure.retryAfter(
                        failure.code(), failure.detail(), Duration.ofSeconds(Long.parseLong(seconds))))
                .orElse(failure);
    }

    private static Failure failure(FailureCode code, String detail) {
        return Failure.of(code, "the recogniser answered " + detail);
    }

    /** Returns OpenAI's short code of an error, such as {@code invalid_api_key}. */
    private static String code(@Nullable JsonNode body) {
        String code = body == null ? "" : body.path("error").path("code").asString("");
        return code.matches("[a-z0-9_]{1,60}") ? " " + code : "";
    }

    private static @Nullable JsonNode json(byte[] body) {
        try {
            return JSON.readTree(new String(body, StandardCharsets.UTF_8));
        } catch (JacksonException _) {
            return null;
        }
    }
}
