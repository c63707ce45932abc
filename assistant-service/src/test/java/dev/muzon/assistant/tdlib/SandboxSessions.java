package dev.muzon.assistant.tdlib;

import dev.muzon.assistant.AssistantProperties;
import dev.muzon.assistant.account.TelegramSession;
import dev.muzon.assistant.message.MessageListener;
import dev.muzon.assistant.post.PostListener;

/** Sessions with the real libtdjson outside of an application context. */
final class SandboxSessions {
    private SandboxSessions() {}

    static TelegramSession.Factory of(AssistantProperties settings) {
        return of(settings, MessageListener.NONE);
    }

    static TelegramSession.Factory of(AssistantProperties settings, MessageListener messages) {
        return TdlibConfiguration.sessions(settings, TdClients.of(settings.library()), messages, PostListener.NONE);
    }
}
