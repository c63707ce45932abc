package dev.muzon.voice.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.protocol.job.VoiceChatChanged.Change;
import org.junit.jupiter.api.Test;

class CompanyTest {
    private final Company company = new Company();

    @Test
    void newsThatComesBeforeTheAnswerToTheJoinCountsAfterIt() {
        company.changed(5, Change.ALONE);
        assertThat(company.alone()).isNull();

        company.joined(5);

        assertThat(company.alone()).isTrue();
    }

    @Test
    void theLatestNewsOfTheJoinedVoiceChatCounts() {
        company.joined(5);
        company.changed(5, Change.ALONE);
        company.changed(5, Change.MUTED);
        company.changed(5, Change.ACCOMPANIED);

        assertThat(company.alone()).isFalse();
    }

    @Test
    void newsOfAnotherVoiceChatDoesNotCount() {
        company.joined(6);
        company.changed(5, Change.ALONE);

        assertThat(company.alone()).isNull();
    }
}
