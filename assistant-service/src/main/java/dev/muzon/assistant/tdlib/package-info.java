/**
 * The only package that knows TDLib. It calls TDLib's JSON interface over the foreign function API. One platform thread
 * per process receives for all clients, because two would abort it. That thread is never interrupted and only passes
 * messages on.
 */
@NullMarked
package dev.muzon.assistant.tdlib;

import org.jspecify.annotations.NullMarked;
