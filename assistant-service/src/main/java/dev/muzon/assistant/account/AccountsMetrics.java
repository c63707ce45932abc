package dev.muzon.assistant.account;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Meters of the accounts of this process. */
@Component
class AccountsMetrics {
    AccountsMetrics(Accounts accounts, MeterRegistry meters) {
        Gauge.builder(
                        "muzon.assistant.accounts.ready",
                        accounts,
                        all -> all.all().stream()
                                .filter(Account::isReadyForMusic)
                                .count())
                .description("Accounts that can join voice chats now")
                .register(meters);
        Gauge.builder(
                        "muzon.assistant.calls",
                        accounts,
                        all -> all.all().stream().mapToInt(Account::activeCalls).sum())
                .description("Voice chats that accounts of this process are in")
                .register(meters);
        for (RequestKind kind : RequestKind.values()) {
            Gauge.builder(
                            "muzon.assistant.flooded",
                            accounts,
                            all -> all.all().stream()
                                    .filter(account -> account.waitsWith(kind))
                                    .count())
                    .tag("kind", kind.name().toLowerCase(Locale.ROOT))
                    .description("Accounts that Telegram has wait with requests of a kind")
                    .register(meters);
        }
    }
}
