package dev.muzon.gateway.bot.chat;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.muzon.gateway.bot.store.StorePatience;
import dev.muzon.resilience.FailureLog;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** The settings that a chat made and the database keeps. Each kind of them has one {@link ChatSetting}. */
@Component
public class ChatSettings {
    private final StorePatience patience;
    private final Ticker ticker;
    private final FailureLog failures;
    private final ApplicationEventPublisher events;

    ChatSettings(StorePatience patience, Ticker ticker, FailureLog failures, ApplicationEventPublisher events) {
        this.patience = patience;
        this.ticker = ticker;
        this.failures = failures;
        this.events = events;
    }

    /** Makes the memory of one kind of setting, which this name names in the log. */
    public <V> ChatSetting<V> of(String name) {
        return new ChatSetting<>(
                name, patience, ticker, failures, chat -> events.publishEvent(new SettingsChanged(chat)));
    }
}
