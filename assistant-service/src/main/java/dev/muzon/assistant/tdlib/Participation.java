package dev.muzon.assistant.tdlib;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import java.util.OptionalInt;
import java.util.concurrent.ThreadLocalRandom;
import tools.jackson.databind.JsonNode;

/** Joining and leaving of voice chats. */
final class Participation {
    private final TdClient client;
    private final VideoChats videoChats;
    private final GroupCalls calls;

    Participation(TdClient client, VideoChats videoChats, GroupCalls calls) {
        this.client = client;
        this.videoChats = videoChats;
        this.calls = calls;
    }

    /** See {@link dev.muzon.assistant.account.TelegramSession#joinVoiceChat}. */
    String join(long chatId, int groupCallId, JoinPayload payload) throws InterruptedException {
        try {
            // TDLib follows the participants, ourselves among them, only of a call that it knew before it joined.
            JsonNode groupCall = groupCall(groupCallId);
            refuseWhatIsNotLive(groupCall);
            calls.joining(new JoinedCall(
                    chatId,
                    groupCallId,
                    uniqueId(groupCall),
                    payload.source(),
                    serverTime(),
                    false,
                    calls.owner(chatId),
                    false));
            String transport = join(groupCallId, payload, false);
            videoChats.joined(groupCallId);
            return transport;
        } catch (TdError e) {
            calls.forget(chatId);
            if (TdErrors.noSuchGroupCall(e)) {
                videoChats.over(groupCallId);
            }
            throw client.failed("joining the voice chat", e);
        }
    }

    /** Reads Telegram's clock, in seconds, as TDLib knows it. */
    private long serverTime() throws InterruptedException {
        return client.call(TdRequest.of("getOption").with("name", "unix_time"))
                .path("value")
                .asLong(0);
    }

    private static void refuseWhatIsNotLive(JsonNode groupCall) {
        if (groupCall.path("scheduled_start_date").intValue(0) > 0) {
            throw Failure.of(FailureCode.VOICE_CHAT_SCHEDULED, "the voice chat has not been started yet")
                    .asException();
        }
        if (groupCall.path("is_rtmp_stream").booleanValue(false)) {
            throw Failure.of(FailureCode.VOICE_CHAT_LIVESTREAM, "the voice chat is a live stream")
                    .asException();
        }
    }

    private String join(int groupCallId, JoinPayload payload, boolean muted) throws InterruptedException {
        return client.call(TdRequest.of("joinVideoChat")
                        .with("group_call_id", groupCallId)
                        .with(
                                "join_parameters",
                                TdRequest.of("groupCallJoinParameters")
                                        .with("audio_source_id", payload.source())
                                        .with("payload", payload.json())
                                        .with("is_muted", muted)
                                        .with("is_my_video_enabled", false)))
                .path("text")
                .asString();
    }

    /** See {@link dev.muzon.assistant.account.TelegramSession#leaveVoiceChat}. */
    void leave(long chatId) throws InterruptedException {
        JoinedCall call = calls.forget(chatId);
        if (call == null) {
            return;
        }
        boolean out = false;
        try {
            end(call);
            out = true;
        } catch (FailureException e) {
            out = e.failure() instanceof Failure.UserError; // that voice chat is over, or the chat is closed to us
            if (!out) {
                throw e;
            }
        } finally {
            if (!out) {
                calls.restore(call);
            }
        }
    }

    private void end(JoinedCall call) throws InterruptedException {
        try {
            OptionalInt groupCallId = call.former() ? takeOver(call) : OptionalInt.of(call.groupCallId());
            if (groupCallId.isPresent()) {
                client.call(TdRequest.of("leaveGroupCall").with("group_call_id", groupCallId.getAsInt()));
            }
        } catch (TdError e) {
            throw client.failed("leaving the voice chat", e);
        }
    }

    /**
     * Joins once more, muted, which replaces the former process: TDLib leaves only what it joined itself. TDLib 1.8.67
     * gives voice chats of groups no unique id (always 0), so one that began since is joined and left in the same way.
     *
     * @return empty when that voice chat is over
     */
    private OptionalInt takeOver(JoinedCall former) throws InterruptedException {
        OptionalInt current = videoChats.current(former.chatId());
        if (current.isEmpty() || uniqueId(groupCall(current.getAsInt())) != former.uniqueId()) {
            return OptionalInt.empty();
        }
        join(current.getAsInt(), JoinPayload.ofNobody(ThreadLocalRandom.current()), true);
        return current;
    }

    private JsonNode groupCall(int groupCallId) throws InterruptedException {
        return client.call(TdRequest.of("getGroupCall").with("group_call_id", groupCallId));
    }

    private static long uniqueId(JsonNode groupCall) {
        return groupCall.path("unique_id").asLong(0);
    }
}
