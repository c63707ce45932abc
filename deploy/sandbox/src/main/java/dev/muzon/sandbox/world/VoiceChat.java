package dev.muzon.sandbox.world;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A group's voice chat. An ended one keeps its id and never comes back. The group's next one has a new id.
 *
 * @param title empty when the group's title stands for it
 * @param started when it was started, or made while it is scheduled
 * @param version counts changes of the participants, as MTProto wants
 * @param ended null while active
 */
public record VoiceChat(
        long id,
        long accessHash,
        long chatId,
        String title,
        Instant started,
        @Nullable Instant ended,
        int version,
        List<VoiceParticipant> participants,
        VoiceChatRules rules) {
    public VoiceChat {
        participants = List.copyOf(participants);
    }

    public boolean active() {
        return ended == null;
    }

    public Optional<VoiceParticipant> participant(long userId) {
        return participants.stream().filter(one -> one.userId() == userId).findFirst();
    }
}
