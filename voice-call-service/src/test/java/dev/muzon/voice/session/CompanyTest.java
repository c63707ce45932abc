package dev.muzon.voice.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.protocol.job.VoiceChatChanged.Change;
import dev.muzon.voice.call.Seat;
import org.junit.jupiter.api.Test;

class CompanyTest {
    private final Company company = new Company();

    @Test
    void newsThatComesBeforeTheAnswerToTheJoinCountsAfterIt() {
        company.changed(seat(5), Change.ALONE);
        assertThat(company.alone()).isNull();

        company.joined(seat(5));

        assertThat(company.alone()).isTrue();
    }

    @Test
    void theLatestNewsOfTheJoinedVoiceChatCounts() {
        company.joined(seat(5));
        company.changed(seat(5), Change.ALONE);
        company.changed(seat(5), Change.MUTED);
        company.changed(seat(5), Change.ACCOMPANIED);

        assertThat(company.alone()).isFalse();
    }

    @Test
    void newsOfAnotherVoiceChatDoesNotCount() {
        company.joined(seat(6));
        company.changed(seat(5), Change.ALONE);

        assertThat(company.alone()).isNull();
    }

    @Test
    void newsOfAnotherAccountDoesNotCount() {
        company.joined(seat(5));
        company.changed(new Seat("other", 5, null), Change.ALONE);

        assertThat(company.alone()).isNull();
    }

    private static Seat seat(int groupCallId) {
        return new Seat("main", groupCallId, null);
    }
}
