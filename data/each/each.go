// Package each makes one slice of another.
package each

// Of returns what f makes of each of the values, nil for none.
func Of[T, U any](values []T, f func(T) U) []U {
	var made []U
	if len(values) > 0 {
		made = make([]U, len(values))
	}
	for k, v := range values {
		made[k] = f(v)
	}
	return made
}
