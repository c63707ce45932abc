package dev.muzon.standalone.doctor;

import dev.muzon.speech.ModelFolder;
import dev.muzon.speech.SpeechLibraries;
import dev.muzon.speech.SpeechModel;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Checks of the recogniser on this machine. Without its libraries or its model, voice notes wait. */
public final class SpeechChecks {
    private static final String LOCAL = "local";
    private static final String MODEL = "MUZON_NOTES_LOCAL_MODEL";
    private static final String STANDARD = "parakeet";

    private SpeechChecks() {}

    /** Returns all, none when the settings do not name the local recogniser. */
    public static Stream<Check> all(Map<String, String> settings, ModelFolder models, SpeechLibraries libraries) {
        return engines(settings).anyMatch(LOCAL::equals)
                ? Stream.of(() -> libraries(libraries), () -> model(settings, models))
                : Stream.empty();
    }

    /** Tells whether a sound file would be read by the local recogniser. */
    public static boolean readsFiles(Map<String, String> settings) {
        return engines(settings)
                .filter(engine -> engine.equals(LOCAL) || engine.equals("http"))
                .findFirst()
                .filter(LOCAL::equals)
                .isPresent();
    }

    private static Stream<String> engines(Map<String, String> settings) {
        return named(settings, "MUZON_NOTES_ENGINES", "");
    }

    private static Stream<String> named(Map<String, String> settings, String name, String otherwise) {
        String value = settings.getOrDefault(name, "");
        return Stream.of((value.isBlank() ? otherwise : value).split(",", -1)).map(String::strip);
    }

    private static Finding libraries(SpeechLibraries libraries) {
        return libraries.complete()
                ? Finding.well("the local recogniser's libraries")
                : Finding.warning(
                        "the local recogniser's libraries are not in " + libraries.folder() + ": voice notes wait",
                        "./muzon models install");
    }

    private static Finding model(Map<String, String> settings, ModelFolder models) {
        Optional<String> missing = named(settings, MODEL, STANDARD)
                .filter(name -> SpeechModel.named(name)
                        .filter(model -> !models.has(model))
                        .isPresent())
                .findFirst();
        return missing.map(name -> Finding.warning(
                        "the model " + name + " is not in " + models.path() + ": voice notes wait",
                        "./muzon models get " + name))
                .orElseGet(() -> Finding.well("the local recogniser's models"));
    }
}
