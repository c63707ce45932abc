package dev.muzon.gateway.bot.store;

/**
 * A store whose documents nobody needs after two days. They have their time of creation in the field {@code created}, by
 * which {@link Retention} deletes them.
 */
public interface ShortLived {
    /** Returns the type of the documents, which names their collection. */
    Class<?> documents();
}
