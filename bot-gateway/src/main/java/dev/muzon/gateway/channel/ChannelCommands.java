package dev.muzon.gateway.channel;

import dev.muzon.gateway.bot.command.Aside;
import dev.muzon.gateway.bot.command.Category;
import dev.muzon.gateway.bot.command.CommandDefinition;
import dev.muzon.gateway.bot.command.CommandSet;
import dev.muzon.gateway.bot.command.Invocation;
import dev.muzon.gateway.bot.store.PatientJobs;
import dev.muzon.protocol.channel.ChannelAddress;
import dev.muzon.protocol.channel.ChannelView;
import dev.muzon.protocol.job.AddChannel;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * {@code /add_channel}, {@code /my_channels} and {@code /remove_channel}. A request is acknowledged at once and its work
 * is a job, because joining a channel and reading it may take long.
 */
@Component
@Order(10)
class ChannelCommands implements CommandSet {
    static final Category CHANNELS = new Category(60, ChannelPhrase.CATEGORY_CHANNELS);
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,3}");

    private final ChannelRequests requests;
    private final ChannelClient client;
    private final ChannelListText list;
    private final ChannelResultText names;
    private final PatientJobs jobs;
    private final Aside aside;
    private final Clock clock;

    ChannelCommands(
            ChannelRequests requests,
            ChannelClient client,
            ChannelListText list,
            ChannelResultText names,
            PatientJobs jobs,
            Aside aside,
            Clock clock) {
        this.requests = requests;
        this.client = client;
        this.list = list;
        this.names = names;
        this.jobs = jobs;
        this.aside = aside;
        this.clock = clock;
    }

    @Override
    public List<CommandDefinition> commands() {
        return List.of(
                CommandDefinition.of("add_channel", CHANNELS, ChannelPhrase.DESCRIBE_ADD, this::add)
                        .alias("addchannel", "канал")
                        .forAdministrators()
                        .atMost(5, Duration.ofSeconds(60)),
                CommandDefinition.of("my_channels", CHANNELS, ChannelPhrase.DESCRIBE_LIST, this::show)
                        .alias("mychannels", "channels", "каналы"),
                CommandDefinition.of("remove_channel", CHANNELS, ChannelPhrase.DESCRIBE_REMOVE, this::remove)
                        .alias("removechannel")
                        .forAdministrators());
    }

    private CompletableFuture<?> add(Invocation invocation) {
        Optional<ChannelAddress> address = ChannelAddress.read(invocation.argument());
        if (address.isEmpty()) {
            String written = invocation.argument();
            return invocation.hint(
                    ChannelPhrase.ADD_USAGE,
                    ChannelAddress.flaw(written)
                            .map(flaw -> Map.of("why", names.flaw(flaw, written, invocation.language())))
                            .orElse(Map.of()));
        }
        requests.open(ChannelRequest.of(invocation, clock.instant()));
        jobs.publish(
                invocation.requestId(),
                new AddChannel(
                        invocation.requestId(),
                        invocation.chat().ref(),
                        invocation.sender().requester(),
                        address.get()));
        // A result has a higher rank than an answer in a busy chat, and would stand above it.
        return invocation.replyWhile(
                () -> !requests.isAnswered(invocation.requestId()),
                ChannelPhrase.ASKED,
                Map.of("channel", names.name(address.get())));
    }

    private CompletableFuture<?> show(Invocation invocation) {
        long chat = invocation.chat().id();
        return aside.answerLate(invocation, () -> list.content(client.list(chat), invocation.language()));
    }

    private CompletableFuture<?> remove(Invocation invocation) {
        String wanted = invocation.argument();
        if (wanted.isEmpty()) {
            return invocation.refuse(ChannelPhrase.REMOVE_USAGE);
        }
        long chat = invocation.chat().id();
        return aside.answer(invocation, () -> {
            Optional<ChannelView> channel = find(client.list(chat), wanted);
            channel.ifPresent(found -> client.remove(chat, found.key()));
            return list.removed(channel, invocation.language());
        });
    }

    /** Finds a channel by its number in the list, its name or the link that it was added by. */
    private static Optional<ChannelView> find(List<ChannelView> channels, String wanted) {
        if (NUMBER.matcher(wanted).matches()) {
            int number = Integer.parseInt(wanted);
            return number >= 1 && number <= channels.size() ? Optional.of(channels.get(number - 1)) : Optional.empty();
        }
        return ChannelAddress.read(wanted)
                .flatMap(address -> channels.stream()
                        .filter(channel -> channel.address().equals(address) || isNamed(channel, address))
                        .findFirst());
    }

    private static boolean isNamed(ChannelView channel, ChannelAddress address) {
        return address.kind() == ChannelAddress.Kind.PUBLIC_NAME
                && address.bare().equalsIgnoreCase(channel.username());
    }
}
