package dev.muzon.assistant.account;

import dev.muzon.protocol.rest.AccountRole;
import dev.muzon.resilience.FailureLog;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;

/** The maker of accounts. */
@Component
class AccountFactory {
    private final TelegramSession.Factory sessions;
    private final Account.VoiceChatListener voiceChats;
    private final FailureLog failures;
    private final MeterRegistry meters;
    private final Clock clock;

    AccountFactory(
            TelegramSession.Factory sessions,
            Account.VoiceChatListener voiceChats,
            FailureLog failures,
            MeterRegistry meters,
            Clock clock) {
        this.sessions = sessions;
        this.voiceChats = voiceChats;
        this.failures = failures;
        this.meters = meters;
        this.clock = clock;
    }

    Account make(String id, List<AccountRole> roles) {
        return new Account(id, roles, sessions, voiceChats, failures, new ConnectionLog(id, meters, clock), clock);
    }
}
