package dev.perspective4j.model;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * One table as a server lists it.
 *
 * @param name the name to open it by
 * @param index key column of an indexed table
 * @param limit row limit of a limited table, unsigned 32-bit
 */
public record HostedTable(String name, Optional<String> index, OptionalLong limit) {}
