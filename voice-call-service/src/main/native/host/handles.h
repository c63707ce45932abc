#pragma once

#include <vector>

#include "value.h"

namespace muzon::host {

/** Keeps values alive for as long as the addon's handles to them are good: until their scope is closed. */
class Handles {
public:
    napi_value keep(Ref<Value> value) {
        kept_.push_back(std::move(value));
        return kept_.back().get();
    }
    std::size_t mark() const { return kept_.size(); }
    void cut(std::size_t mark) { kept_.resize(mark); }
    Ref<Value>& slot(std::size_t index) { return kept_[index]; }

private:
    std::vector<Ref<Value>> kept_;
};

/** A scope that the host itself uses. */
class Scope {
public:
    explicit Scope(Handles& handles) : handles_(handles), start_(handles.mark()) {}
    Scope(const Scope&) = delete;
    Scope& operator=(const Scope&) = delete;
    ~Scope() { handles_.cut(start_); }

private:
    Handles& handles_;
    const std::size_t start_;
};

}  // namespace muzon::host
