package dev.muzon.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Tests of what Helm tells an operator after an install. */
class NotesTest {
    private static final Pattern OBJECT = Pattern.compile("(statefulset|deployment)/(\\S+)");

    @Test
    void theNextStepsNameObjectsAndAccountsThatExist() {
        String notes = Chart.notes(Chart.MINIMAL);

        assertThat(notes)
                .contains("is installed as \"muzon\" in \"" + Chart.NAMESPACE + "\"")
                .contains("helm test muzon -n " + Chart.NAMESPACE)
                .contains("Log in the assistants (main)");
        assertThat(OBJECT.matcher(notes).results().map(NotesTest::named))
                .isNotEmpty()
                .allSatisfy(object -> assertThat(Chart.of(Chart.MINIMAL))
                        .anyMatch(manifest -> manifest.toString().equalsIgnoreCase(object)));
    }

    @Test
    void whatIsOpenOrNotEncryptedIsTold() {
        assertThat(Chart.notes(Chart.MINIMAL))
                .contains("Name your MongoDB in networkPolicies.mongodb.to")
                .contains("the sessions on the volume are not encrypted");
        assertThat(Chart.notes("open-network")).contains("Any pod of the cluster reaches the services");
        assertThat(Chart.notes("inline-secrets")).doesNotContain("not encrypted");
    }

    @Test
    void theAddressesOfTheWebhookAndTheLoginPageAreThoseOfTheIngress() {
        assertThat(Chart.notes("webhook")).contains("https://bot.example/telegram/webhook");
        assertThat(Chart.notes("console")).contains("It is at https://muzon.example/ too.");
        assertThat(Chart.notes("gateway")).contains("It is at https://muzon.example/ too.");
        assertThat(Chart.notes(Chart.MINIMAL)).doesNotContain("https://");
    }

    @Test
    void aChartThatWaitsForABackupSaysHowItGetsOne() {
        String notes = Chart.notesWith("""
                restoring: true
                assistantService: {furtherSecrets: {MUZON_BACKUP_KEY: {existingSecret: backup, key: key}}}
                """);

        assertThat(notes)
                .contains("exec -i muzon-assistant-service-0 -- /opt/muzon/muzon restore")
                .doesNotContain("helm test");
    }

    @Test
    void noSecretIsTold() {
        assertThat(Chart.notes("inline-secrets")).doesNotContain("0123456789abcdef", "1:bot", "a key:", "user:word");
    }

    private static String named(MatchResult object) {
        return object.group(1) + " " + object.group(2);
    }
}
