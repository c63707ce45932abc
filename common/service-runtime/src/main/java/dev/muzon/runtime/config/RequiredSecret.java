package dev.muzon.runtime.config;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/** A {@link Secret} that must be there and be long enough not to be guessed. */
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = RequiredSecret.Validator.class)
public @interface RequiredSecret {
    /** In characters. */
    int minLength() default 1;

    String message() default "must be set, to at least {minLength} characters";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Never puts the value into its message. */
    final class Validator implements ConstraintValidator<RequiredSecret, @Nullable Secret> {
        private int minLength;

        @Override
        public void initialize(RequiredSecret constraint) {
            minLength = constraint.minLength();
        }

        @Override
        public boolean isValid(@Nullable Secret secret, ConstraintValidatorContext context) {
            return secret != null && secret.reveal().strip().length() >= minLength;
        }
    }
}
