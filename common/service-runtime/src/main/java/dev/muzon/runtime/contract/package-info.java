/**
 * The questions between services as contracts: interfaces that the asked service's controller implements and the asking
 * one calls through {@code runtime.peer}.
 */
@NullMarked
package dev.muzon.runtime.contract;

import org.jspecify.annotations.NullMarked;
