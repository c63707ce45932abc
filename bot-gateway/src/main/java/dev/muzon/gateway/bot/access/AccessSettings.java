package dev.muzon.gateway.bot.access;

import dev.muzon.gateway.telegram.Conversation;
import dev.muzon.gateway.telegram.Sender;
import dev.muzon.runtime.config.ConfigurationCheck;
import dev.muzon.runtime.config.ConfigurationProblem;
import dev.muzon.runtime.config.Example;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The operator's word on whom the bot serves.
 *
 * @param owners user ids of the operators, separated by commas. They are always served, and {@code /allow},
 * {@code /forbid}, {@code /diagnose}, {@code /stats}, {@code /broadcast}, {@code /block} and {@code /unblock} are theirs. A person who writes as an anonymous administrator or a channel is not recognised
 * @param privateMode {@code true}: only the operators and admitted groups are served. Another group, and a stranger in
 * private, hears one sentence an hour. Nothing is fetched, queued or joined for them
 * @param allowedChats groups that a private bot serves: ids or public {@code @names}, separated by commas. A name can
 * pass to other people, an id cannot. {@code /allow} in a group admits it without a restart, {@code /forbid} takes that
 * back and ends its music
 */
@ConfigurationProperties("muzon.access")
public record AccessSettings(
        @DefaultValue @NotNull @Example("123456789") List<String> owners,
        @DefaultValue("false") @NotNull @Example("true") Boolean privateMode,

        @DefaultValue @NotNull @Example("-1001234567890,@jazz_club")
        List<String> allowedChats)
        implements ConfigurationCheck {
    private static final String OWNERS = "muzon.access.owners";
    private static final Pattern USER = Pattern.compile("[1-9][0-9]{0,17}");
    private static final Pattern CHAT = Pattern.compile("-[1-9][0-9]{0,17}|@[A-Za-z][A-Za-z0-9_]{2,31}");

    public AccessSettings {
        owners = trimmed(owners);
        allowedChats = trimmed(allowedChats);
    }

    /** Returns whether it is an operator. Somebody who writes as a group or a channel cannot be recognised. */
    public boolean isOwner(Sender sender) {
        return sender.kind() == Sender.Kind.USER && owners.contains(Long.toString(sender.id()));
    }

    /** Returns whether the list of admitted chats names it. */
    public boolean lists(Conversation chat) {
        return allowedChats.contains(Long.toString(chat.id()))
                || (chat.username() != null
                        && allowedChats.stream().anyMatch(("@" + chat.username())::equalsIgnoreCase));
    }

    @Override
    public Stream<ConfigurationProblem> problems() {
        var people = owners.stream()
                .filter(owner -> !USER.matcher(owner).matches())
                .map(owner -> new ConfigurationProblem(
                        OWNERS, "must be Telegram user ids, separated by commas: \"" + owner + "\" is not one"));
        var chats = allowedChats.stream()
                .filter(chat -> !CHAT.matcher(chat).matches())
                .map(chat -> new ConfigurationProblem(
                        "muzon.access.allowed-chats",
                        "must be ids of groups, which begin with a minus, or public @names, separated by commas: \""
                                + chat + "\" is neither"));
        var nobody = privateMode && owners.isEmpty() && allowedChats.isEmpty()
                ? Stream.of(new ConfigurationProblem(
                        OWNERS, "must name somebody: in private mode without owners and chats nobody is served"))
                : Stream.<ConfigurationProblem>empty();
        return Stream.of(people, chats, nobody).flatMap(problems -> problems);
    }

    private static List<String> trimmed(List<String> values) {
        return values.stream()
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .toList();
    }
}
