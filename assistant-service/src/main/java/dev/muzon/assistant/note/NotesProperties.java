package dev.muzon.assistant.note;

import dev.muzon.assistant.transcription.SpokenLanguage;
import dev.muzon.runtime.config.ConfigurationCheck;
import dev.muzon.runtime.config.ConfigurationProblem;
import dev.muzon.runtime.config.Example;
import dev.muzon.runtime.config.HttpAddress;
import dev.muzon.runtime.config.Secret;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The operator's settings of voice notes.
 *
 * @param engines recognisers in the order in which they are asked: {@code local} on this machine, {@code http}, and
 * {@code telegram} for accounts with Premium. Empty switches voice notes off
 * @param httpUrl of a server with OpenAI's interface, up to and without {@code /audio/transcriptions}. It hears all
 * notes, so a server of your own keeps them private
 * @param httpKey its key, sent as a bearer token
 * @param httpModel the models' names there, separated by commas. The first one reads, until an account's owner chooses
 * another by {@code /model}. whisper.cpp takes any name
 * @param httpPatience how long an answer may take, besides the length of the speech
 * @param localModel the local models' names or the paths of their files, separated by commas. The first one reads, until an
 * account's owner chooses another by {@code /model}, which also lists those that are in the folder of models
 * @param models the folder that {@code ./muzon models get} fills
 * @param speech the folder of native libraries that {@code ./muzon models install} fills
 * @param localIdle a local model leaves the memory when it was asked nothing for so long
 * @param language spoken in notes, such as {@code ru}. {@code auto} leaves it to the recogniser
 * @param maxLength longer notes are refused
 * @param parallel pieces of speech that are recognised at once
 */
@ConfigurationProperties("muzon.notes")
public record NotesProperties(
        @DefaultValue @Example("local") List<@Pattern(regexp = ENGINE, message = NO_ENGINE) String> engines,

        @Nullable @HttpAddress @Example("http://127.0.0.1:8178/v1")
        URI httpUrl,

        @DefaultValue("") Secret httpKey,
        @NotEmpty List<@Pattern(regexp = "[\\w./:-]{1,200}") String> httpModel,
        @DefaultValue("60s") Duration httpPatience,
        @NotEmpty List<@Pattern(regexp = "[^,]{1,500}") String> localModel,
        @NotNull Path models,
        @NotNull Path speech,
        @DefaultValue("10m") Duration localIdle,
        @NotNull String language,
        @DefaultValue("2h") Duration maxLength,
        @Min(1) @Max(16) int parallel)
        implements ConfigurationCheck {
    private static final String ENGINE = "http|telegram|local";
    private static final String NO_ENGINE = "must be local, http or telegram, with commas between several of them";

    /** The recogniser behind {@link #httpUrl}. */
    static final String HTTP = "http";

    /** A model on this machine. */
    static final String LOCAL = "local";

    /** Telegram's own recogniser. */
    static final String TELEGRAM = "telegram";

    SpokenLanguage spoken() {
        return SpokenLanguage.of(language).orElse(SpokenLanguage.AUTO);
    }

    @Override
    public Stream<ConfigurationProblem> problems() {
        return Stream.of(
                        problem(
                                engines.contains(HTTP) && httpUrl == null,
                                "http-url",
                                "must be set, because muzon.notes.engines names http"),
                        problem(SpokenLanguage.of(language).isEmpty(), "language", "must be auto or two letters"),
                        problem(!positive(httpPatience), "http-patience", "must be longer than nothing"),
                        problem(!positive(localIdle), "local-idle", "must be longer than nothing"),
                        problem(!positive(maxLength), "max-length", "must be longer than nothing"))
                .flatMap(found -> found);
    }

    private static boolean positive(Duration duration) {
        return duration.isPositive();
    }

    private static Stream<ConfigurationProblem> problem(boolean holds, String setting, String what) {
        return holds ? Stream.of(new ConfigurationProblem("muzon.notes." + setting, what)) : Stream.empty();
    }
}
