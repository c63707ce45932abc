package dev.muzon.gateway.bot.update;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.ArgumentMatchers.isNull;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import dev.muzon.gateway.bot.command.Category;
import dev.muzon.gateway.bot.command.CommandDefinition;
import dev.muzon.gateway.bot.command.CommandRegistry;
import dev.muzon.gateway.bot.text.BotPhrase;
import dev.muzon.gateway.bot.text.Language;
import dev.muzon.gateway.bot.text.Languages;
import dev.muzon.gateway.support.TestTexts;
import dev.muzon.gateway.telegram.BotApi;
import dev.muzon.gateway.telegram.CommandHint;
import dev.muzon.resilience.FailureClassifier;
import dev.muzon.resilience.FailureLog;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class CommandMenuTest {
    private final AtomicBoolean stations = new AtomicBoolean(true);
    private final Set<Long> people = new HashSet<>(Set.of(7L));
    private final BotApi telegram = mock();
    private final CommandMenu menu = new CommandMenu(
            new CommandRegistry(List.of(() -> List.of(
                    command("play"),
                    command("radio").where(stations::get),
                    command("track").shownTo(() -> people)))),
            telegram,
            new Languages(),
            TestTexts.all(),
            new FailureLog(FailureClassifier.of(List.of()), List.of()));

    @Test
    void theMenuFollowsWhatIsFoundToWorkHere() {
        menu.announce();
        menu.correct();
        verify(telegram, times(1)).announceCommands(any(), isNull());

        stations.set(false);
        menu.correct();
        String description = TestTexts.all().plain(Language.ENGLISH, BotPhrase.DESCRIBE_PING);
        verify(telegram).announceCommands(List.of(new CommandHint("play", description)), null);
    }

    @Test
    void aPersonWithFurtherCommandsHasTheirOwnMenuUntilTheyAreGone() {
        menu.announce();
        menu.correct();
        String description = TestTexts.all().plain(Language.ENGLISH, BotPhrase.DESCRIBE_PING);
        var play = new CommandHint("play", description);
        var radio = new CommandHint("radio", description);
        verify(telegram).announceCommandsTo(7, List.of(play, radio, new CommandHint("track", description)), null);
        verify(telegram, never()).announceCommandsTo(anyLong(), eq(List.of(play, radio)), any());

        people.clear();
        menu.correct();
        menu.correct();
        verify(telegram, times(1)).announceCommandsTo(7, List.of(play, radio), null);
    }

    private static CommandDefinition command(String name) {
        return CommandDefinition.of(
                name, Category.ABOUT, BotPhrase.DESCRIBE_PING, _ -> CompletableFuture.completedFuture(null));
    }
}
