package dev.muzon.assistant.transcription.http;

import dev.muzon.runtime.config.Secret;
import java.net.URI;
import java.time.Duration;

/**
 * Settings of a recogniser behind HTTP.
 *
 * @param url up to and without {@code /audio/transcriptions}
 * @param key sent as a bearer token, blank for none
 * @param model the name that the server knows it by
 * @param patience for an answer, besides the length of the speech
 */
public record HttpTranscriberSettings(URI url, Secret key, String model, Duration patience) {}
