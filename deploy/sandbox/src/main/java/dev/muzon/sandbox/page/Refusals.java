package dev.muzon.sandbox.page;

import dev.muzon.sandbox.world.WorldException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** The world's refusals, and Spring's, as problem+json. */
@RestControllerAdvice(basePackageClasses = View.class)
final class Refusals extends ResponseEntityExceptionHandler {
    @ExceptionHandler
    ProblemDetail refused(WorldException e) {
        var status = switch (e.refusal()) {
            case USER_NOT_FOUND,
                    CHAT_NOT_FOUND,
                    MESSAGE_NOT_FOUND,
                    FILE_NOT_FOUND,
                    CALLBACK_NOT_FOUND,
                    BUTTON_NOT_FOUND,
                    VOICE_CHAT_NOT_FOUND,
                    TOPIC_NOT_FOUND,
                    TOPIC_ID_INVALID,
                    JOIN_REQUEST_NOT_FOUND,
                    INLINE_QUERY_NOT_FOUND,
                    INLINE_RESULT_NOT_FOUND,
                    LOGIN_TOKEN_INVALID -> HttpStatus.NOT_FOUND;
            case NOT_A_MEMBER,
                    BANNED,
                    ADMIN_REQUIRED,
                    MESSAGE_NOT_YOURS,
                    CHAT_PRIVATE,
                    TARGET_IS_ADMIN,
                    TOPIC_CLOSED,
                    TOPIC_CREATION_FORBIDDEN,
                    TOPIC_CHANGE_FORBIDDEN,
                    TOPIC_DELETION_FORBIDDEN,
                    TEXT_FORBIDDEN,
                    MUSIC_FORBIDDEN,
                    VOICE_FORBIDDEN,
                    VIDEO_FORBIDDEN,
                    DOCUMENTS_FORBIDDEN,
                    PHOTOS_FORBIDDEN,
                    SLOW_MODE,
                    CHANNEL_ADMIN_REQUIRED,
                    JOIN_REQUESTS_FORBIDDEN -> HttpStatus.FORBIDDEN;
            case MESSAGE_EMPTY, REPLY_NOT_FOUND, INVITE_INVALID -> HttpStatus.BAD_REQUEST;
            default -> HttpStatus.CONFLICT;
        };
        var problem = ProblemDetail.forStatusAndDetail(status, inWords(e));
        problem.setProperty("code", e.refusal().name());
        return problem;
    }

    private static String inWords(WorldException e) {
        var words = e.refusal().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
        return Character.toUpperCase(words.charAt(0)) + words.substring(1) + ".";
    }
}
