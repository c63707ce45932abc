package dev.muzon.gateway.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.gateway.bot.access.AccessSettings;
import dev.muzon.gateway.bot.command.CommandDefinition;
import dev.muzon.gateway.bot.command.CommandRegistry;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class OwnerNoticeTest {
    // Nothing said that OWNER_ID is missing, before or after /diagnose was refused.
    @Test
    void aStartWithoutAnOwnerNamesTheSettingAndTheCommandsOnce(CapturedOutput output) {
        start(List.of(), null);

        assertThat(output.getOut().lines().filter(line -> line.contains("OWNER_ID")))
                .singleElement()
                .asString()
                .contains("INFO")
                .endsWith(
                        "OWNER_ID is not set, so no owner is: nobody can use /stats, /block, and nobody in Telegram hears"
                                + " of lost accounts");
    }

    @Test
    void aLogGroupHearsOfAlarmsWithoutAnOwner(CapturedOutput output) {
        start(List.of(), -1001L);

        assertThat(output.getOut()).contains("nobody can use /stats, /block").doesNotContain("lost accounts");
    }

    @Test
    void aStartWithAnOwnerSaysNothingOfIt(CapturedOutput output) {
        start(List.of("7"), null);

        assertThat(output.getOut()).doesNotContain("OWNER_ID");
    }

    private static void start(List<String> owners, @Nullable Long logGroup) {
        var commands = new CommandRegistry(List.of(() -> List.of(
                command("stats").forOwners(), command("ping"), command("block").forOwners())));
        new OwnerNotice(new AccessSettings(owners, false, List.of()), new OperatorProperties(logGroup), commands)
                .started();
    }

    private static CommandDefinition command(String name) {
        return CommandDefinition.of(
                name,
                AdmissionCommands.OWNER,
                OperatorPhrase.DESCRIBE_STATS,
                _ -> CompletableFuture.completedFuture(null));
    }
}
