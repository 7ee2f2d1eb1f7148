import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { avatarsQuery } from '@/api/queries'
import { setPictures } from '@/lib/pictures'

/** Hands people's pictures to wherever people are shown. */
export function usePeoplePictures(): void {
  const { data } = useQuery(avatarsQuery)
  useEffect(() => {
    if (data) setPictures(data)
  }, [data])
}
