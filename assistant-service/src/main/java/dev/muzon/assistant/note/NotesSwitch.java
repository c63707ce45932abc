package dev.muzon.assistant.note;

import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** The condition of everything about notes: the operator named a recogniser. */
class NotesSwitch implements Condition {
    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        return !context.getEnvironment().getProperty("muzon.notes.engines", "").isBlank();
    }
}
