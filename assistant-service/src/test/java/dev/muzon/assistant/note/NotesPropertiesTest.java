package dev.muzon.assistant.note;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validation;
import java.util.List;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.junit.jupiter.api.Test;

class NotesPropertiesTest {
    // must match "http|telegram|local"
    @Test
    void anUnknownRecogniserWasAnsweredWithAPatternInsteadOfWords() {
        try (var validators = Validation.byDefaultProvider()
                .configure()
                .messageInterpolator(new ParameterMessageInterpolator())
                .buildValidatorFactory()) {
            assertThat(validators
                            .getValidator()
                            .validateValue(NotesProperties.class, "engines", List.of("local", "whisper")))
                    .extracting(ConstraintViolation::getMessage)
                    .containsExactly("must be local, http or telegram, with commas between several of them");
        }
    }
}
