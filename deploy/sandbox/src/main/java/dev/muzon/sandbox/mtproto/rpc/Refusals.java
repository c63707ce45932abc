package dev.muzon.sandbox.mtproto.rpc;

import dev.muzon.sandbox.mtproto.session.RpcException;
import dev.muzon.sandbox.world.Refusal;

/** The table that translates the world's refusals into MTProto's errors. */
final class Refusals {
    private Refusals() {}

    static RpcException toRpc(Refusal refusal) {
        return switch (refusal) {
            case USER_NOT_FOUND -> RpcException.badRequest("PEER_ID_INVALID");
            case CHAT_NOT_FOUND -> RpcException.badRequest("CHANNEL_INVALID");
            case MESSAGE_NOT_FOUND -> RpcException.badRequest("MESSAGE_ID_INVALID");
            case FILE_NOT_FOUND -> RpcException.badRequest("FILE_ID_INVALID");
            case CALLBACK_NOT_FOUND, CALLBACK_EXPIRED, BUTTON_NOT_FOUND -> RpcException.badRequest("DATA_INVALID");
            case USERNAME_TAKEN -> RpcException.badRequest("USERNAME_OCCUPIED");
            case MESSAGE_EMPTY -> RpcException.badRequest("MESSAGE_EMPTY");
            case MESSAGE_NOT_MODIFIED -> RpcException.badRequest("MESSAGE_NOT_MODIFIED");
            case MESSAGE_NOT_YOURS -> RpcException.forbidden("MESSAGE_AUTHOR_REQUIRED");
            case REPLY_NOT_FOUND -> RpcException.badRequest("REPLY_MESSAGE_ID_INVALID");
            case NOT_A_MEMBER, TARGET_NOT_A_MEMBER -> RpcException.badRequest("USER_NOT_PARTICIPANT");
            case BANNED -> RpcException.badRequest("USER_BANNED_IN_CHANNEL");
            case ALREADY_A_MEMBER -> RpcException.badRequest("USER_ALREADY_PARTICIPANT");
            case CHAT_FULL -> RpcException.badRequest("USERS_TOO_MUCH");
            case ADMIN_REQUIRED -> RpcException.badRequest("CHAT_ADMIN_REQUIRED");
            case TARGET_IS_ADMIN -> RpcException.badRequest("USER_ADMIN_INVALID");
            case BOT_CANNOT_START -> RpcException.badRequest("BOT_INVALID");
            case INVITE_INVALID -> RpcException.badRequest("INVITE_HASH_EXPIRED");
            case CHAT_PRIVATE -> RpcException.badRequest("CHANNEL_PRIVATE");
            case VOICE_CHAT_NOT_FOUND -> RpcException.badRequest("GROUPCALL_INVALID");
            case VOICE_CHAT_ENDED -> RpcException.forbidden("GROUPCALL_FORBIDDEN");
            case VOICE_CHAT_ALREADY_ACTIVE -> RpcException.badRequest("GROUPCALL_ALREADY_STARTED");
            case NOT_IN_VOICE_CHAT -> RpcException.badRequest("GROUPCALL_JOIN_MISSING");
            case SOURCE_TAKEN -> RpcException.badRequest("GROUPCALL_SSRC_DUPLICATE_MUCH");
            case LOGIN_TOKEN_INVALID -> RpcException.badRequest("AUTH_TOKEN_INVALID");
            case LOGIN_TOKEN_EXPIRED -> RpcException.badRequest("AUTH_TOKEN_EXPIRED");
            case PHONE_NUMBER_INVALID, PHONE_CODE_INVALID -> RpcException.badRequest(refusal.name());
            case NOT_A_FORUM -> RpcException.badRequest("CHANNEL_FORUM_MISSING");
            case TOPIC_NOT_FOUND, TOPIC_ID_INVALID -> RpcException.badRequest("TOPIC_ID_INVALID");
            case TOPIC_CLOSED -> RpcException.badRequest("TOPIC_CLOSED");
            case TOPIC_NOT_MODIFIED -> RpcException.badRequest("TOPIC_NOT_MODIFIED");
            case TOPIC_CREATION_FORBIDDEN,
                    TOPIC_CHANGE_FORBIDDEN,
                    TOPIC_DELETION_FORBIDDEN,
                    CHANNEL_ADMIN_REQUIRED,
                    JOIN_REQUESTS_FORBIDDEN -> RpcException.badRequest("CHAT_ADMIN_REQUIRED");
            case TEXT_FORBIDDEN -> RpcException.forbidden("CHAT_SEND_PLAIN_FORBIDDEN");
            case MUSIC_FORBIDDEN -> RpcException.forbidden("CHAT_SEND_AUDIOS_FORBIDDEN");
            case VOICE_FORBIDDEN -> RpcException.forbidden("CHAT_SEND_VOICES_FORBIDDEN");
            case VIDEO_FORBIDDEN -> RpcException.forbidden("CHAT_SEND_VIDEOS_FORBIDDEN");
            case DOCUMENTS_FORBIDDEN -> RpcException.forbidden("CHAT_SEND_DOCS_FORBIDDEN");
            case PHOTOS_FORBIDDEN -> RpcException.forbidden("CHAT_SEND_PHOTOS_FORBIDDEN");
            case SLOW_MODE -> RpcException.badRequest("SLOWMODE_WAIT_1");
            case QUOTE_INVALID -> RpcException.badRequest("QUOTE_TEXT_INVALID");
            case WRONG_CHAT_KIND, CHAT_UPGRADED -> RpcException.badRequest("CHAT_ID_INVALID");
            case MEMBER_LIMIT_WITH_APPROVAL -> RpcException.badRequest("USAGE_LIMIT_INVALID");
            case JOIN_REQUEST_SENT -> RpcException.badRequest("INVITE_REQUEST_SENT");
            case JOIN_DECLINED -> RpcException.badRequest("INVITE_REQUEST_DECLINED");
            case JOIN_GUARDED -> RpcException.badRequest("JOIN_GUARD_TIMEOUT");
            case JOIN_REQUEST_NOT_FOUND -> RpcException.badRequest("HIDE_REQUESTER_MISSING");
            case INLINE_QUERY_NOT_FOUND -> RpcException.badRequest("QUERY_ID_INVALID");
            case INLINE_RESULT_NOT_FOUND -> RpcException.badRequest("RESULT_ID_INVALID");
        };
    }
}
