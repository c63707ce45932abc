package dev.muzon.assistant.channel;

import dev.muzon.protocol.channel.ChannelAddress;
import dev.muzon.runtime.config.ConfigurationCheck;
import dev.muzon.runtime.config.ConfigurationProblem;
import dev.muzon.runtime.config.Example;
import dev.muzon.runtime.config.Secret;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The operator's settings of channels.
 *
 * @param perChat channels that one chat may add. 0 lets nobody add any
 * @param posts the newest posts of a channel that are kept. Older ones are neither read nor found
 * @param perDay posts of one day of a channel that are kept. What a channel writes beyond that is left out
 * @param library channels whose songs every chat finds with {@code /play} and {@code /search}, separated by commas:
 * names, {@code t.me} links, invite links, or ids as {@code -1001234567890} of channels that an account is in. An account joins
 * each. One that is no longer named is left, unless a chat has it
 */
@Validated
@ConfigurationProperties("muzon.channels")
record ChannelsProperties(
        @Min(0) @Max(500) int perChat,
        @Min(1) @Max(20_000) int posts,
        @Min(1) @Max(20_000) int perDay,

        @DefaultValue("") @Example("@night_music,https://t.me/+AbCdEfGhIjKl")
        Secret library)
        implements ConfigurationCheck {
    private static final String KEY = "muzon.channels.library";
    private static final Pattern ID = Pattern.compile("-1[0-9]{12,13}");

    @Override
    public Stream<ConfigurationProblem> problems() {
        return words().filter(word -> address(word).isEmpty())
                .limit(1)
                .map(_ -> new ConfigurationProblem(
                        KEY,
                        "must hold names, links or ids of channels, separated by commas, and one is none of these"));
    }

    /** Returns the addresses of the channels that are every chat's library. */
    List<ChannelAddress> libraryChannels() {
        return words().flatMap(word -> address(word).stream()).distinct().toList();
    }

    private Stream<String> words() {
        return Arrays.stream(library.reveal().split(",")).map(String::strip).filter(word -> !word.isEmpty());
    }

    private static Optional<ChannelAddress> address(String word) {
        return ID.matcher(word).matches()
                ? Optional.of(ChannelAddress.of(Long.parseLong(word)))
                : ChannelAddress.read(word);
    }
}
