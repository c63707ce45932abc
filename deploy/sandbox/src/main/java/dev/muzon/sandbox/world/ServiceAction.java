package dev.muzon.sandbox.world;

import java.time.Duration;
import java.util.List;

/** What a service message tells. */
public sealed interface ServiceAction {
    record MembersJoined(List<Long> userIds) implements ServiceAction {
        public MembersJoined {
            userIds = List.copyOf(userIds);
        }
    }

    record MemberLeft(long userId) implements ServiceAction {}

    record MessagePinned(int messageId) implements ServiceAction {}

    record VoiceChatStarted(long voiceChatId) implements ServiceAction {}

    record VoiceChatEnded(long voiceChatId, Duration lasted) implements ServiceAction {}
}
