package dev.muzon.runtime.config;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** A constraint for addresses of REST: http or https, with a host. Null passes. */
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = HttpAddress.Validator.class)
public @interface HttpAddress {
    String message() default "must be an http or https address with a host";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** The check. It looks at the form only and resolves nothing. */
    final class Validator implements ConstraintValidator<HttpAddress, @Nullable URI> {
        @Override
        public boolean isValid(@Nullable URI address, ConstraintValidatorContext context) {
            return address == null
                    || (address.getHost() != null
                            && ("http".equals(address.getScheme()) || "https".equals(address.getScheme())));
        }
    }
}
