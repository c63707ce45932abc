package dev.muzon.runtime.config;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Secret} that must be set, be long enough not to be guessed, and consist of visible ASCII characters. It is
 * sent in headers and addresses, which allow no others.
 */
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = RequiredSecret.Validator.class)
public @interface RequiredSecret {
    /** Returns the least length, in characters. */
    int minLength() default 1;

    String message() default "must be set, to at least {minLength} characters";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** The check. Its messages never contain the value. */
    final class Validator implements ConstraintValidator<RequiredSecret, @Nullable Secret> {
        private static final Pattern VISIBLE_ASCII = Pattern.compile("[!-~]*");

        /** A quote that was opened, or a comment, as people write them in files of settings. */
        private static final Pattern MORE_THAN_VALUE = Pattern.compile("^\\s*([\"'])(?!.*\\1\\s*$)|\\s#");

        private int minLength;

        @Override
        public void initialize(RequiredSecret constraint) {
            minLength = constraint.minLength();
        }

        @Override
        public boolean isValid(@Nullable Secret secret, ConstraintValidatorContext context) {
            if (secret == null || secret.reveal().isBlank()) {
                return false;
            }
            if (secret.reveal().strip().length() < minLength) {
                return refused(context, "is too short: it needs at least {minLength} characters");
            }
            if (MORE_THAN_VALUE.matcher(secret.reveal()).find()) {
                return refused(
                        context,
                        "must be the value alone: a comment goes on a separate line, and quotes around both ends");
            }
            return VISIBLE_ASCII.matcher(secret.reveal()).matches()
                    || refused(context, "must consist of visible ASCII characters only, without blanks or line breaks");
        }

        private static boolean refused(ConstraintValidatorContext context, String why) {
            context.disableDefaultConstraintViolation();
            context.buildConstraintViolationWithTemplate(why).addConstraintViolation();
            return false;
        }
    }
}
